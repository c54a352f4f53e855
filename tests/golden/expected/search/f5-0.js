[
 [
  "",
  "",
  "Weigh your flour & water. Cups lie; scales do not, and neither does good bread."
 ],
 [
  "",
  "",
  "Put the bowl on the scales before the flour."
 ]
]
