[
 [
  "",
  "",
  "Tell us about your starter."
 ],
 [
  "",
  "",
  "We answer slowly."
 ]
]
