"""A saved notebook holds pictures instead of live views, and nothing else of it changes."""

import json
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import pytest

import helpers
from helpers.save_hook import STATE, VIEW, drop_live_views, tidy

LIVE = {"model_id": "0123456789abcdef", "version_major": 2, "version_minor": 0}


def saved(*bundles, metadata=None, kind="display_data"):
    """The notebook that Jupyter writes when its code cells have shown these bundles."""
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "Drag it:"}]
    for data in bundles:
        output = {"output_type": kind, "metadata": {}, "data": deepcopy(data)}
        cells.append({"cell_type": "code", "metadata": {}, "source": "demo", "outputs": [output]})
    content = {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5}
    model = {"type": "notebook", "format": "json", "content": content}
    drop_live_views(model=model, path="lesson.ipynb", contents_manager=None)
    return content


def shown(content):
    return [output["data"] for cell in content["cells"][1:] for output in cell["outputs"]]


@pytest.mark.parametrize("kind", ["display_data", "execute_result"])
@pytest.mark.parametrize(
    "still",
    [
        {"image/png": "iVBORw0KGgo="},
        {"image/svg+xml": ["<svg>", "</svg>"]},
        {"text/html": '<img alt="Three bars" src="data:image/png;base64,iVBORw0KGgo=">'},
        {"text/html": ["<figure>\n", '<img src="a.png">\n', "</figure>"]},
    ],
)
def test_a_live_view_beside_a_picture_is_dropped(still, kind):
    rest = {**still, "text/plain": "T = 1.0"}
    assert shown(saved({VIEW: LIVE, **rest}, kind=kind)) == [rest]


@pytest.mark.parametrize("rest", [{"text/plain": "IntSlider(value=0)"}, {"text/html": "<b>no picture</b>"}, {}])
def test_a_live_view_without_a_picture_stays(rest):
    assert shown(saved({VIEW: LIVE, **rest})) == [{VIEW: LIVE, **rest}]


def test_widget_state_goes_when_no_view_is_left_to_show_it():
    metadata = {"kernelspec": {"name": "python3"}, "widgets": {STATE: {"state": {}}}}
    assert saved({VIEW: LIVE, "image/png": ""}, metadata=metadata)["metadata"] == {"kernelspec": {"name": "python3"}}


def test_widget_state_stays_for_a_view_that_stays():
    metadata = {"widgets": {STATE: {"state": {"a": 1}}}}
    content = saved({VIEW: LIVE, "image/png": ""}, {VIEW: LIVE}, metadata=deepcopy(metadata))
    assert content["metadata"] == metadata
    assert shown(content) == [{"image/png": ""}, {VIEW: LIVE}]


def test_other_metadata_of_widgets_stays():
    metadata = {"widgets": {STATE: {}, "other": 1}}
    assert saved({}, metadata=metadata)["metadata"] == {"widgets": {"other": 1}}


def test_a_notebook_without_live_views_is_left_as_it_is():
    bundles = [{"image/png": "a", "text/plain": "b"}, {"text/html": "<img>"}]
    before = saved(*bundles)
    after = deepcopy(before)
    drop_live_views({"type": "notebook", "content": after})
    assert after == before


@pytest.mark.parametrize(
    "model",
    [
        {},
        {"type": "notebook"},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {"cells": None}},
        {"type": "notebook", "content": {"cells": [None]}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "outputs": 3}], "metadata": 5}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "outputs": [{"data": "text"}]}]}},
        {"type": "notebook", "content": {"cells": [], "metadata": {"widgets": "none"}}},
        {"type": "file", "content": "widget-view"},
        {"type": "directory"},
        None,
    ],
)
def test_whatever_is_saved_the_save_goes_on_and_nothing_is_lost(model):
    before = deepcopy(model)
    drop_live_views(model=model, path="anything", contents_manager=None)
    assert model == before


def test_jupyter_reads_the_hook_from_the_configuration_that_the_package_installs(tmp_path, monkeypatch):
    from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
    from traitlets.config import Config

    file = Path(helpers.__file__).parent / "jupyter" / "etc" / "jupyter_server_config.json"
    manager = AsyncLargeFileManager(config=Config(json.loads(file.read_text())), root_dir=str(tmp_path))
    assert manager.pre_save_hook is tidy


def on_disk(folder, metadata):
    (folder / "a.ipynb").write_text(json.dumps({"metadata": metadata}))
    return SimpleNamespace(root_dir=str(folder))


COURSE_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
FOUND_KERNEL = {**COURSE_KERNEL, "display_name": "Python 3 (ipykernel)"}
FOUND = {"kernelspec": FOUND_KERNEL, "language_info": {"version": "3.13.1"}}


def after_tidy(manager, metadata):
    content = saved(metadata=deepcopy(metadata))
    tidy({"type": "notebook", "content": content}, path="/a.ipynb", contents_manager=manager)
    return content["metadata"]


def test_what_jupyter_found_of_the_python_is_not_added_to_a_notebook_that_came_without(tmp_path):
    assert after_tidy(on_disk(tmp_path, {"kernelspec": COURSE_KERNEL}), FOUND) == {"kernelspec": COURSE_KERNEL}


@pytest.mark.parametrize("before", [{"kernelspec": {**COURSE_KERNEL, "name": "other"}}, FOUND, {}])
def test_another_kernel_and_a_notebook_of_the_learners_own_keep_what_jupyter_writes(tmp_path, before):
    assert after_tidy(on_disk(tmp_path, before), FOUND) == FOUND


def test_a_new_notebook_is_saved_as_it_is(tmp_path):
    assert after_tidy(SimpleNamespace(root_dir=str(tmp_path)), FOUND) == FOUND
