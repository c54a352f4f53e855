[
 [
  "",
  "",
  "Feed it every day. A cold starter sleeps."
 ]
]
