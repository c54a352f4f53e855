// @ts-check
// What the page needs on which somebody chooses a card for their own site.
import { EmbedBuilder } from "../../components/embed-builder/embed-builder.js";

EmbedBuilder.define();
