[
 [
  "the-problem",
  "The problem",
  "Nobody had an oven that was hot enough for bread."
 ],
 [
  "what-people-did-together",
  "What people did together",
  "They built one."
 ],
 [
  "what-changed",
  "What changed",
  "There was bread every Friday."
 ],
 [
  "what-was-learned",
  "What was learned",
  "Bricks hold heat."
 ],
 [
  "",
  "",
  "Thirty beginners and one miller"
 ],
 [
  "",
  "",
  "A street and its miller"
 ],
 [
  "",
  "",
  "30 loaves a week"
 ],
 [
  "",
  "",
  "Llanfara; 1998 to 2001; The Oven Club"
 ]
]
