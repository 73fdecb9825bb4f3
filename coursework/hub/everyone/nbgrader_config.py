"""Where nbgrader hands out and collects, for teachers and students alike."""

import os

c = get_config()  # noqa: F821
c.Exchange.root = os.environ["COURSE_EXCHANGE"]
