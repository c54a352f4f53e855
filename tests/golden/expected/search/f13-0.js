[
 [
  "",
  "",
  "Read these two."
 ],
 [
  "",
  "",
  "It is the word itself."
 ],
 [
  "",
  "",
  "It is the first thing to do."
 ]
]
