[
 [
  "",
  "",
  "Slice the loaf, then freeze it."
 ]
]
