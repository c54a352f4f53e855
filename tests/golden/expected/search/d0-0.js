[
 [
  "/base/definitions/bread/",
  "Bread",
  "Bread is a baked food made of flour, water and time.",
  [
   "loaf",
   "loaves"
  ],
  1
 ],
 [
  "/base/definitions/sourdough/",
  "Sourdough",
  "Sourdough is bread raised by a starter & not by packet yeast.",
  [
   "natural leaven",
   "SD",
   "surdoes"
  ],
  1
 ],
 [
  "/base/definitions/starter/",
  "Starter",
  "A starter is flour and water that wild yeast lives in.",
  [
   "levain"
  ],
  1
 ],
 [
  "/base/tips/freeze-it/",
  "Freeze it",
  "Slice the loaf, then freeze it.",
  [],
  1
 ],
 [
  "/base/tips/wait/",
  "Wait <longer>",
  "Time does more than hands do.",
  [],
  1
 ],
 [
  "/base/tips/weigh-it/",
  "Weigh it",
  "Weigh your flour & water. Cups lie; scales do not, and neither does good bread.",
  [],
  1
 ],
 [
  "/base/hints/wait-well/",
  "Wait well",
  "How to let a starter work.",
  [],
  1
 ],
 [
  "/base/case-studies/village-oven/",
  "The village oven",
  "A street built an oven and baked in it every week.",
  [],
  1
 ],
 [
  "/base/resources/#lost-film",
  "The lost film",
  "A film that nobody can find.",
  [],
  1
 ],
 [
  "/base/resources/#mill-guide",
  "The mill guide",
  "How flour is made.",
  [],
  1
 ],
 [
  "/base/timeline/#bread-law",
  "The bread law",
  "A law said what bread is.",
  [],
  1
 ],
 [
  "/base/timeline/#first-oven",
  "The first oven",
  "Somebody built an oven.",
  [],
  0
 ],
 [
  "/base/contribute/",
  "Take part",
  "How to help.",
  [],
  1
 ],
 [
  "/base/start-here/",
  "Start here",
  "Two pages to read first.",
  [],
  1
 ]
]
