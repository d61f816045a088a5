"""The flat views show every class, with an alt text."""

import numpy as np
from deepnets import feature_plots, plots


def test_views_draw_each_class_in_each_panel(monkeypatch):
    shown = []
    monkeypatch.setattr(plots, "show", lambda fig, alt: shown.append((fig, alt)))
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(5), 8)
    panels = {name: rng.normal(size=(40, 2)) for name in ("pixels", "features")}
    feature_plots.views(panels, labels, names="56789", alt="Two views", limit=25)
    [(fig, alt)] = shown
    assert alt == "Two views"
    assert [ax.get_title() for ax in fig.axes] == list(panels)
    for ax in fig.axes:
        assert [text.get_text() for text in ax.texts] == list("56789")
        assert sum(len(dots.get_offsets()) for dots in ax.collections) == 25
        assert ax.get_xlabel()
        assert ax.get_ylabel()
