// @ts-check
// The one script of the search page, beside the one that every page has.
import { SearchResults } from "../../components/search-results/search-results.js";

SearchResults.define();
