// @ts-check
// Lunr's own language of signs, from its package: the engine loads it for the few who use it.
import "lunr/lib/query_parse_error.js";
import "lunr/lib/query_lexer.js";
import "lunr/lib/query_parser.js";
