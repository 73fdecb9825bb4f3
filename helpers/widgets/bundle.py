"""What a notebook shows and keeps of a demo or a question."""

LIVE = "application/vnd.jupyter.widget-view+json"


def bundle(view, still, caption, invitation=""):
    """Return what a notebook shows: the live view, or the still picture, or the words.

    `caption` and `invitation` are HTML; the invitation stands below the picture, and only there.
    """
    live = {"version_major": 2, "version_minor": 0, "model_id": view.model_id}
    shown = still._repr_mimebundle_()
    below = f"{caption}<br>{invitation}" if invitation else caption
    shown["text/html"] = f'<figure style="margin:0">{still.image()}<figcaption>{below}</figcaption></figure>'
    return {LIVE: live} | shown
