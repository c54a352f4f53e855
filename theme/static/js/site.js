// @ts-check
// The one script of a reading page: it wakes the elements that are already in the HTML.
import { CopyText } from "../../components/copy-text/copy-text.js";
import { ListFilter } from "../../components/list-filter/list-filter.js";
import { offerReading } from "../../components/read-aloud/offer.js";
import { wakeSearch } from "../../components/search-form/search-form.js";
import { SettingsLink } from "../../components/settings-link/settings-link.js";
import { SiteMenu } from "../../components/site-menu/site-menu.js";
import { TermDefinition } from "../../components/term-definition/term-definition.js";
import { unlinkWords } from "../../components/term-definition/unlink-words.js";

// The styles of what only scripts show.
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = /** @type {HTMLElement} */ (document.currentScript).dataset.style ?? "";
document.head.append(style);

SiteMenu.define();
SettingsLink.define();
CopyText.define();
ListFilter.define();
TermDefinition.define();
unlinkWords();
offerReading();
wakeSearch();
