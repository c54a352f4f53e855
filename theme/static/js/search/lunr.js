// @ts-check
// The half of Lunr that answers questions, from its package. The half that builds an index stays out, as the build has
// done its work; so does the language of signs, until someone uses it (search-signs.js).
import "./lunr-start.js";
import "lunr/lib/field_ref.js";
import "lunr/lib/set.js";
import "lunr/lib/vector.js";
import "lunr/lib/stemmer.js";
import "lunr/lib/token_set.js";
import "lunr/lib/token_set_builder.js";
import "lunr/lib/index.js";
import "lunr/lib/match_data.js";
import "lunr/lib/query.js";

/** @type {typeof import("lunr")} */
export default /** @type {any} */ (globalThis).lunr;
