"""What demos and questions share on the page: colours, the picture of a card, what a notebook keeps."""
