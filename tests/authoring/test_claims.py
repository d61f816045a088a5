"""Numbers in prose: which of them claim something, and what bears them out."""

import json

import pytest
from nbformat.v4 import new_output

from autograder.authoring.claims import claim_problems
from autograder.authoring.numbers import read_claims, read_printed
from autograder.authoring.prose import sentence_at
from autograder.authoring.source import read_source


def claimed(text):
    return [claim.text.strip() for claim in read_claims(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("it reaches 88.4 % of them", ["88.4 %"]),
        ("it reaches 88.4% of them", ["88.4%"]),
        ("it reaches 88.4\u202f% of them", ["88.4\u202f%"]),
        ("about 2 percentage points more", ["2 percentage points"]),
        ("gains 2.1 points", ["2.1 points"]),
        ("is 5 times faster, or 3x, or 4 × as fast", ["5 times", "3x", "4 ×"]),
        ("takes 2 s, then 3 seconds and 40ms", ["2 s", "3 seconds", "40ms"]),
        ("needs 4 MB", ["4 MB"]),
        ("of 60,000 or 60 000 images", ["60,000", "60 000"]),
        ("from 2 to 5 %, 7–9 %", ["2", "5 %", "7", "9 %"]),
        ("97.3 ± 0.2", ["97.3", "0.2"]),
        ("a rate of 1e-3", ["1e-3"]),
        ("fell by −0.25", ["0.25"]),
        ("| mean | 97.3 | 64 |", ["97.3", "64"]),
        ("as in table 9, 1.62 % of them", ["1.62 %"]),
        ("as in table 9 and 16 % of them", ["16 %"]),
        ("(Wan et al., 2013, 1.20 %)", ["1.20 %"]),
        ("**88.4**", ["88.4"]),
        ("In 2000 steps", ["2000"]),
    ],
)
def test_these_are_claims(text, claims):
    assert claimed(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "3 hidden layers and 12 seeds",
        "`x = 88.4` and ``y `88.4` ``",
        "```python\nx = 88.4\n```",
        "~~~\n88.4\n~~~",
        "a probability $p = 0.884$ and\n$$\nx = 88.4\n$$",
        r"so \(x = 88.4\) and \begin{align} 88.4 \end{align}",
        "## 88.4 A heading",
        "13. an ordinal\n14. another",
        "> 15) a third",
        "[see there](https://example.org/88.4) or https://example.org/88.4",
        "![a figure with 88.4 in it](x88.png)",
        '<img width="884"> <!-- 88.4 -->',
        "## Exercise 1 (20 points)",
        "worth 20 points",
        "chapter 14, exercises 13 and 14, Table 19, pages 1929–1958, seeds 0 to 99",
        "JMLR 15:1929–1958, 15(56):1929",
        "Python 3.11, Keras 3.15, version 2.21.0, arXiv:1207.0580",
        "LeNet-300-100, 784-1024-10 and top-5",
        "an image of 28 × 28 or 32x32x3",
        "Srivastava et al. (2014), Han et al., 2015; (Wan and others, 2013); in 2012,",
        "x88 and y_884 and 60k and the 95th",
    ],
)
def test_these_are_not(text):
    assert claimed(text) == []


def test_printed_numbers_are_read_as_programs_print_them():
    text = (
        "acc=0.884 loss: 1.e-05 [1,234] 60,000 88.4% 7. x9"
        "<style>td {width: 77px}</style><td title='66'>12&nbsp;13</td>"
    )
    values = [(number.value, number.percent) for number in read_printed(text)]
    assert values == [
        *[(0.884, False), (1e-05, False), (1, False), (234, False)],
        *[(60, False), (0, False), (88.4, True), (7, False), (12, False), (13, False)],
        *[(1234, False), (60000, False)],
    ]


@pytest.fixture
def problems(tmp_path):
    def problems(prose, output="", code="1", header="", results=None):
        path = tmp_path / "01_text.py"
        lines = "\n".join(f"# {line}".rstrip() for line in prose.split("\n"))
        path.write_text(f"# %% [markdown] {header}\n{lines}\n\n# %%\n{code}\n")
        source = read_source(path)
        notebook = source.notebook()
        notebook.cells[1].outputs = [new_output("stream", text=output)]
        files = []
        if results is not None:
            files = [tmp_path / "runs.json"]
            files[0].write_text(json.dumps(results))
        return [
            (p.place.rpartition("/")[2], p.message)
            for p in claim_problems(source, notebook, files)
        ]

    return problems


@pytest.mark.parametrize(
    ("prose", "output"),
    [
        ("88.4 %", "0.8837"),
        ("88.4 %", "accuracy 88.39"),
        ("88 %", "88.39"),
        ("about 2.1 points", "difference: -2.08"),
        ("0.884", "88.4%"),
        ("60,000 images", "(60000, 784)"),
        ("60000 images", "60,000"),
        ("5 times faster", "speed-up 4.96"),
        ("takes 1.4 s", "1.43 s"),
    ],
)
def test_an_output_that_rounds_to_it_bears_a_claim_out(problems, prose, output):
    assert problems(prose, output) == []


@pytest.mark.parametrize(
    ("prose", "output"),
    [
        ("88.4 %", "0.8846"),  # 88.5
        ("88.4 %", "88"),
        ("88.4 %", "8.84"),
        ("88.40 %", "88.36"),
        ("0.884", "88.4"),  # printed without its %, it is not 0.884
        ("takes 40 s", "0.4 s"),
        ("5 times faster", "0.05"),
        ("60,000 images", "60 1"),
        ("88.4 %", ""),
    ],
)
def test_a_stale_figure_is_found(problems, prose, output):
    assert len(problems(prose, output)) == 1


def test_the_message_says_where_what_and_what_is_near(problems):
    prose = "# Results\n\nIt is good. We reach 88.4 % there. More\nfollows."
    assert problems(prose, "0.879 and 0.9, 3.2, 88.1") == [
        (
            "01_text.py:4",
            "88.4 % is in no output, results file or setting, nor cited: "
            '"We reach 88.4 % there." (nearest: 88.1, 0.879, 0.9)',
        )
    ]


def test_settings_of_the_code_are_no_measurements(problems):
    code = "epochs = 20\nrate = 0.2\n%time f(300)\nname = '88.4'\nx = -0.9995"
    assert problems("20 epochs, a rate of 20 %, decay 0.9995", code=code) == []
    assert len(problems("30 epochs, 88.4 of 300", code=code)) == 3


def test_results_files_bear_claims_out(problems):
    results = {"runs": [{"error": 1.052, "seeds": [0, 1], "ok": True}]}
    assert problems("1.05 % error", results=results) == []
    assert len(problems("1.06 % error", results=results)) == 1


def test_cited_figures_are_excused_and_strays_are_named(problems):
    assert problems("They had 1.35 %.", header="cited=[1.35]") == []
    assert problems("They had 1.53 %.", header="cited=[1.35]")[0][0] == "01_text.py:2"
    (stray,) = problems("They had none.", header="cited=[1.35]")
    assert stray == ("01_text.py:1", "cited=1.35: this cell has no such claim")


def test_a_sentence_ends_where_it_should():
    text = "One 1.5 two. Three 4.5 five!\n\n- six 7.5\n- eight"
    found = [sentence_at(text, text.index(part)) for part in ("1.5", "4.5", "7.5")]
    assert found == ["One 1.5 two.", "Three 4.5 five!", "- six 7.5"]
