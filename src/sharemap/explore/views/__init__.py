"""One module for each kind of page. A view reads `request.reading`, prepares values, and renders them."""
