"""`base` serves embedded, out of the box; `production` asks the environment; `test` is for the tests."""
