// @ts-check
// What the form of the reading settings needs, on its own page and wherever it is opened.
import { ReadingRuler } from "../../components/reading-ruler/reading-ruler.js";
import { ReadingSettings } from "../../components/reading-settings/reading-settings.js";

ReadingRuler.define();
ReadingSettings.define();
