"""The pages of the site: a lesson's notebook in, a page that reads like a book out."""
