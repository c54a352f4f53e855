[
 [
  "",
  "",
  "Waiting is most of baking."
 ],
 [
  "steps",
  "Steps",
  "Mix. Stir flour and water. Wait. Leave the starter alone."
 ],
 [
  "how-long",
  "How long",
  "Where Hours Warm 4 Cold 12"
 ],
 [
  "checklist",
  "Checklist",
  "The dough has grown. You had a cup of tea."
 ]
]
