// @ts-check
// The one script of a reading page: it wakes the elements that are already in the HTML.
import { CopyText } from "../../components/copy-text/copy-text.js";
import { SiteMenu } from "../../components/site-menu/site-menu.js";
import { TextSize } from "../../components/text-size/text-size.js";

SiteMenu.define();
TextSize.define();
CopyText.define();
