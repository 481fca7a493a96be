"""Reads every user and every group with scim2-client, page by page, into its models."""

import os
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_models import Group, ScimProvider, SearchRequest, User


def read(scim, model):
    resources = []
    while True:
        page = scim.query(
            model,
            query_parameters=SearchRequest(start_index=len(resources) + 1, count=100),
        )
        resources.extend(page.resources or [])
        if not page.resources or len(resources) >= page.total_results:
            return resources


headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
with Client(base_url=sys.argv[1], headers=headers) as http:
    scim = SyncSCIMClient(http, provider=ScimProvider([User, Group]))
    users, groups = read(scim, User), read(scim, Group)
print(len(users), len(groups))
