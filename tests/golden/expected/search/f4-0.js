[
 [
  "",
  "",
  "Wait until the dough has grown by half."
 ]
]
