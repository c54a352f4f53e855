// @ts-check
// What reads the page aloud: fetched when a reader asks for it, so it begins at once.
import { ReadAloud } from "../../components/read-aloud/read-aloud.js";

ReadAloud.define();
/** @type {ReadAloud | null} */ (document.querySelector("read-aloud"))?.begin();
