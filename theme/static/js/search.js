// @ts-check
// Suggestions under every search field: fetched when a reader first goes into one.
import { suggest } from "../../components/search-suggestions/search-suggestions.js";
import { ask } from "./search-client.js";

ask("open", {}).catch(() => {});
for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("search-suggestions"))) suggest(box);
