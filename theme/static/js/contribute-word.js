// @ts-check
// What reads a Word file for the form: fetched when somebody chooses one, as few do and it is large.
import { readWord } from "../../components/contribute-form/word.js";

/** @type {any} */ (globalThis).knowledgeWord = { readWord };
