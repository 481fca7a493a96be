"""Has scim2-tester ask a SCIM server everything it knows to ask, and prints each answer as a line of JSON."""

import json
import os
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server

headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
with Client(base_url=sys.argv[1], headers=headers, timeout=30) as http:
    for answer in check_server(SyncSCIMClient(http)):
        print(
            json.dumps(
                {
                    "check": answer.title,
                    "resource": answer.resource_type,
                    "status": answer.status.name.lower(),
                    "reason": answer.reason,
                }
            )
        )
