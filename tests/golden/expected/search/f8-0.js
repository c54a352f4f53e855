[
 [
  "",
  "",
  "There is no address for it."
 ]
]
