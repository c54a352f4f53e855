// @ts-check
// The one script of a reading page: it wakes the elements that are already in the HTML.
import { CopyText } from "../../components/copy-text/copy-text.js";
import { ListFilter } from "../../components/list-filter/list-filter.js";
import { ReadingChoices } from "../../components/reading-choices/reading-choices.js";
import { wakeSearch } from "../../components/search-form/search-form.js";
import { SiteMenu } from "../../components/site-menu/site-menu.js";
import { TermDefinition } from "../../components/term-definition/term-definition.js";
import { unlinkWords } from "../../components/term-definition/unlink-words.js";
import { TextSize } from "../../components/text-size/text-size.js";

SiteMenu.define();
TextSize.define();
CopyText.define();
ListFilter.define();
TermDefinition.define();
ReadingChoices.define();
unlinkWords();
wakeSearch();
