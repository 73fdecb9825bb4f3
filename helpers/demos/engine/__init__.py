"""What makes a demo live: sliders, pictures, tables of pages, the browser's script."""
