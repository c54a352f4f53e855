[
 [
  "",
  "",
  "People who like flour"
 ],
 [
  "",
  "",
  "Mill Press"
 ]
]
