"""The pages of the site: a lesson's notebook in, a page that reads like a book out."""

import tools.build  # noqa: F401  (nbformat takes seconds to import without it)
