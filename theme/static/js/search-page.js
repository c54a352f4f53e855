// @ts-check
// What the search page fetches in the place of search.js: the same, and the results.
import "./search.js";
import { showResults } from "../../components/search-results/search-results.js";

showResults();
