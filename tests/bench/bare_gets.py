"""GETs every page of 10,000 users and 1,000 groups over one kept connection, one after the other, and looks at none."""

import os
import sys

from httpx2 import Client

headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
with Client(base_url=sys.argv[1], headers=headers) as http:
    for endpoint, total in (("/Users", 10_000), ("/Groups", 1_000)):
        for start in range(1, total + 1, 100):
            http.get(endpoint, params={"startIndex": start, "count": 100}).raise_for_status()
