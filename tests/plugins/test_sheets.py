"""What a first look seldom needs is taken out of a sheet, whole and in its layer."""

import pytest

from plugins.assets.sheets import APART, is_of_template, parted

RULE = "@layer components{a{color:red}"


@pytest.mark.parametrize(
    ("sheet", "often", "seldom"),
    [
        ("a{b:c}", "a{b:c}", ""),
        ("@media print{a{b:c}}d{e:f}", "d{e:f}", "@media print{a{b:c}}"),
        (
            f"@layer x,y;{RULE}@media print{{a{{color:red}}}}b{{c:d}}}}",
            f"@layer x,y;{RULE}b{{c:d}}}}",
            "@layer components{@media print{a{color:red}}}",
        ),
        (
            "@layer x{@media(forced-colors:active){a{b:c}}@media (max-width: 15em) { a { b: c } }}",
            "@layer x{}",
            "@layer x{@media(forced-colors:active){a{b:c}}}"
            "@layer x{@media (max-width: 15em) { a { b: c } }}",
        ),
        (
            "@layer x{@media screen{@media print{@page{margin:1cm}a{b:c}}d{e:f}}}",
            "@layer x{@media screen{d{e:f}}}",
            "@layer x{@media screen{@media print{@page{margin:1cm}a{b:c}}}}",
        ),
        (
            "@media (prefers-color-scheme: dark){a{b:c}}@media (max-width:30em){a{b:c}}",
            "@media (prefers-color-scheme: dark){a{b:c}}@media (max-width:30em){a{b:c}}",
            "",
        ),
        ("@media print{a{b:c}", "", "@media print{a{b:c}"),
    ],
)
def test_seldom_rules_are_taken_out_with_what_is_around_them(
    sheet: str, often: str, seldom: str
) -> None:
    assert parted(sheet) == (often, seldom)


def test_sheets_that_scripts_or_single_parts_ask_for_stay_whole() -> None:
    assert is_of_template("site.css")
    assert not any(is_of_template(sheet) for sheet in [*APART, "part-hero.css"])
