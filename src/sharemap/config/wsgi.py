"""What a web server calls."""

import os
import sys

from django.core.wsgi import get_wsgi_application

# A save asks the database a dozen times. Each time it lets go of the interpreter, and while another thread makes a
# page it would get it back only after Python's usual 5 ms.
sys.setswitchinterval(0.0005)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharemap.config.settings.base")
application = get_wsgi_application()
