"""A real TensorBoard: what its server answers, and what its pages show in a browser."""

import re

import pytest
from chromium import Page, colours, wait_for
from deepnets.board import Board
from logs import BROKEN, DEEP, EPOCHS, GRAPH, LAYERS

RUNS = {f"{run}/{part}" for run in (DEEP, BROKEN) for part in ("train", "validation")}
WEIGHTS = {
    f"{layer}/{part}/histogram" for layer in LAYERS[1:] for part in ("kernel", "bias")
}


def loaded(board, count):
    """Wait until the server has read so many runs; return their names."""
    return wait_for(
        lambda: runs if len(runs := board.get("data/runs")) >= count else None,
        f"{count} runs",
    )


def test_every_run_is_found_by_the_name_of_its_folder(board):
    assert set(loaded(board, 5)) == RUNS | {GRAPH}


def test_the_scalars_of_both_runs_have_the_same_tags(board):
    loaded(board, 5)
    tags = board.get("data/plugin/scalars/tags")
    for run in (DEEP, BROKEN):
        assert set(tags[f"{run}/train"]) == {"epoch_loss", "epoch_learning_rate"}
        assert "epoch_loss" in tags[f"{run}/validation"]
    points = board.get(
        "data/plugin/scalars/scalars", run=f"{DEEP}/train", tag="epoch_loss"
    )
    assert [step for _, step, _ in points] == list(range(EPOCHS))
    assert points[0][2] > points[-1][2] > 0


def test_every_weight_has_a_histogram_an_epoch(board):
    loaded(board, 5)
    tags = board.get("data/plugin/histograms/tags")
    for run in (DEEP, BROKEN):
        assert set(tags[f"{run}/train"]) == WEIGHTS
    tag = "hidden2/kernel/histogram"
    spreads = {}
    for run in (DEEP, BROKEN):
        found = board.get(
            "data/plugin/histograms/histograms", run=f"{run}/train", tag=tag
        )
        assert [step for _, step, _ in found] == list(range(EPOCHS))
        buckets = found[-1][2]
        assert sum(count for _, _, count in buckets) == 64
        spreads[run] = buckets[-1][1] - buckets[0][0]
    assert spreads[BROKEN] < 1e-6 < 0.1 < spreads[DEEP]


def test_the_callback_writes_the_graph_of_layers_and_no_operations(board):
    loaded(board, 5)
    info = board.get("data/plugin/graphs/info")[f"{DEEP}/train"]
    assert info["run_graph"] is False
    assert info["tags"]["keras"]["conceptual_graph"] is True
    assert info["tags"]["keras"]["op_graph"] is False
    text = board.get(
        "data/plugin/graphs/graph", run=f"{DEEP}/train", tag="keras", conceptual="true"
    )
    assert tuple(re.findall(r'name: "\S+/(\w+)"', text)) == LAYERS


def test_the_operations_of_a_training_step_are_there_when_they_are_written(board):
    loaded(board, 5)
    assert board.get("data/plugin/graphs/info")[GRAPH]["run_graph"] is True
    text = board.get("data/plugin/graphs/graph", run=GRAPH)
    # three kernels: forward, and backward for kernels and for the layers' inputs
    assert text.count('op: "MatMul"') == 3 + 3 + 2


@pytest.fixture(scope="module")
def pictures(request, tmp_path_factory):
    """Where the screenshots go, for whoever wants to look at them."""
    return tmp_path_factory.mktemp("pictures")


def keep(page, folder, name):
    """Save a screenshot and check that it is not blank."""
    png = page.picture()
    (folder / f"{name}.png").write_bytes(png)
    assert colours(png) > 50
    return png


def test_the_page_of_scalars_shows_both_runs_and_their_curves(board, browser, pictures):
    loaded(board, 5)
    page = Page(browser, board.url, "scalars")
    page.wait_for_text(f"{DEEP}/train", f"{BROKEN}/validation", "epoch_loss")
    page.wait("e.tagName == 'path' && (e.getAttribute('d') || '').length > 30")
    keep(page, pictures, "scalars")


def test_a_regular_expression_picks_runs(board, browser, pictures):
    loaded(board, 5)
    page = Page(browser, board.url, "timeseries")
    page.wait_for_text(f"{DEEP}/train", f"{BROKEN}/train")
    page.type_into("Filter runs (regex)", "net=DEEP,.*train$")
    shown = "e.tagName == 'TB-DATA-TABLE-CONTENT-ROW' && e.closest('runs-data-table')"
    wait_for(
        lambda: True if len(page.elements(shown)) == 1 else None, "one run in the list"
    )
    assert f"{DEEP}/train" in page.elements(shown)[0].text
    keep(page, pictures, "time_series")


def test_the_page_of_histograms_shows_the_weights(board, browser, pictures):
    loaded(board, 5)
    page = Page(browser, board.url, "histograms")
    page.wait_for_text("hidden1/kernel/histogram", f"{BROKEN}/train")
    page.wait("e.tagName == 'path' && e.getBoundingClientRect().width > 20", 6)
    keep(page, pictures, "histograms")


def test_the_page_of_graphs_shows_operations_and_layers(logs, browser, pictures):
    drawn = "e.tagName == 'text' && e.namespaceURI.includes('svg')"
    with Board(logs / GRAPH) as board:
        loaded(board, 1)
        page = Page(browser, board.url, "graphs")
        page.wait(f"{drawn} && e.textContent.startsWith('gradient_tape')")
        keep(page, pictures, "operations")
    with Board(logs / DEEP) as board:
        loaded(board, 2)
        page = Page(browser, board.url, "graphs")
        radio = (
            "e.tagName == 'PAPER-RADIO-BUTTON' && e.textContent.includes('Conceptual')"
        )
        page.click(page.wait(radio)[0])
        page.double_click(page.wait(drawn)[0])
        for layer in LAYERS:
            page.wait(f"{drawn} && e.textContent.startsWith({layer!r})")
        keep(page, pictures, "layers")


def test_nothing_is_fetched_from_elsewhere(board, browser):
    loaded(board, 5)
    page = Page(browser, board.url, "timeseries")
    page.wait_for_text(f"{DEEP}/train")
    fetched = browser.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name)"
    )
    assert fetched
    assert [url for url in fetched if not url.startswith(board.url)] == []
