[
 [
  "",
  "",
  "Most bread needs a starter or yeast. Bread that is left alone is still bread."
 ]
]
