"""Our ES modules become one script that does what they do; what cannot be joined is refused."""

import pytest

from dashboard.map.es_modules import ModuleError, joined


def write(folder, **modules):
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


def test_a_module_comes_after_those_it_imports_and_only_once(tmp_path):
    entry = write(
        tmp_path,
        main='import { b } from "./b.js";\nimport { c } from "./c.js";\n\nwindow.sum = b + c;\n',
        b='import { c } from "./c.js";\n\nexport const b = c + 1;\n',
        c="export const c = 1;\n",
    )
    text = joined(entry)
    places = [text.index(f"/* {name}.js */") for name in "cb"]
    assert places == sorted(places) and text.count("/* c.js */") == 1
    assert "import" not in text and "export" not in text


def test_the_default_of_the_first_module_is_that_of_the_whole(tmp_path):
    entry = write(
        tmp_path,
        main='import {\n  one,\n  two,\n} from "./other.js";\n\n'
        "export default function run() {\n  return one() + two;\n}\n",
        other="export const two = 2;\nexport async function one() {}\n",
    )
    text = joined(entry)
    assert text.startswith("export default (() => {") and text.endswith(".default;\n")


@pytest.mark.parametrize(
    "line",
    [
        'import other from "./other.js";',
        'import * as other from "./other.js";',
        'import { one as two } from "./other.js";',
        'import { one } from "other";',
        'import { one } from "https://elsewhere/other.js";',
        'import "./other.js";',
        "export { one };",
        'export * from "./other.js";',
        "export default 1;",
        "export let one = 1;",
        "export class One {}",
    ],
)
def test_any_other_form_of_import_and_export_is_refused(tmp_path, line):
    entry = write(tmp_path, main=f"{line}\nconst rest = 1;\n", other="export const one = 1;\n")
    with pytest.raises(ModuleError, match="not a form that can be joined"):
        joined(entry)


def test_a_name_that_is_not_exported_is_refused(tmp_path):
    entry = write(
        tmp_path, main='import { two } from "./other.js";\n', other="export const one = 1;\n"
    )
    with pytest.raises(ModuleError, match=r"other\.js exports no two"):
        joined(entry)


def test_modules_in_a_circle_are_refused(tmp_path):
    entry = write(
        tmp_path,
        main='import { one } from "./other.js";\n\nexport const zero = one;\n',
        other='import { zero } from "./main.js";\n\nexport const one = zero;\n',
    )
    with pytest.raises(ModuleError, match=r"main\.js imports other\.js imports main\.js"):
        joined(entry)
