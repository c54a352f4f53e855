[
 [
  "",
  "",
  "The day is not certain."
 ],
 [
  "",
  "",
  "After it, a loaf had to be bread."
 ]
]
