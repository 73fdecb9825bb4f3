"""What a notebook shows and keeps of a demo or a question."""

LIVE = "application/vnd.jupyter.widget-view+json"


def bundle(view, still, caption):
    """Return what a notebook shows: the live view, or the still picture, or the words."""
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    shown = still._repr_mimebundle_()
    shown["text/html"] = f'<figure style="margin:0">{still.image()}<figcaption>{caption}</figcaption></figure>'
    return {LIVE: live} | shown
