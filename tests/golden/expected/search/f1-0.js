[
 [
  "",
  "",
  "A starter does the work; see how long to wait. The starter in code and the \"SD\" of a baker are the same thing. The starter in this quote is left alone."
 ],
 [
  "a-starter-in-a-heading",
  "A starter in a heading",
  "Ask at the A to Z or oven@example.org."
 ],
 [
  "view-1",
  "The Mill Report",
  "It says that time, and not yeast, is what counts."
 ],
 [
  "view-2",
  "An old baker",
  "It says that \"sour\" is the wrong word."
 ],
 [
  "",
  "",
  "Books do not agree on when the word was first used."
 ],
 [
  "",
  "",
  "All sourdough is bread, but most bread is not sourdough."
 ],
 [
  "",
  "",
  "Some people hear only the word sour."
 ],
 [
  "",
  "",
  "slow bread"
 ]
]
