//! The client.

use catflap_http::{Credential, Exchange, HttpError, Method, Received, Reply, Request, Secret, Url};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    ClientError, Group, ListResponse, Listed, ListedGroup, ListedUser, Listing, Operation, ReadSoFar, Resource,
    ServiceProviderConfig, User, filter, pages, schema,
};

/// The content type of SCIM (RFC 7644 section 3.1).
const SCIM_JSON: &str = "application/scim+json";

/// Speaks SCIM to one service provider with one token. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Client {
    base: Url,
    credential: Credential,
    /// What else must not be seen in evidence: the true token, when another credential is tried.
    secrets: Vec<Secret>,
    http: catflap_http::Client,
}

/// What was read, and the evidence of reading it.
#[derive(Debug, Clone)]
pub struct Got<T> {
    /// What was read.
    pub value: T,
    /// What was asked and what came, secrets masked.
    pub exchange: Exchange,
}

impl Client {
    /// A client for the SCIM URL (without `/Users`) and token.
    pub fn new(base: Url, token: Secret, http: catflap_http::Client) -> Self {
        Self { base, secrets: vec![token.clone()], credential: Credential::Bearer(token), http }
    }

    /// The same service provider with another credential: none, or a wrong one, for the connection tester.
    #[must_use]
    pub fn with_credential(&self, credential: Credential) -> Self {
        Self { credential, ..self.clone() }
    }

    /// The same client, with a further secret to keep out of evidence: a password that is written somewhere.
    #[must_use]
    pub fn with_secret(mut self, secret: Secret) -> Self {
        self.secrets.push(secret);
        self
    }

    /// The SCIM URL.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// The address of an endpoint: `["Users", id]` below the SCIM URL, each part encoded, with a query.
    pub fn address(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !query.is_empty() {
            let encoded = url.query_pairs_mut().clear().extend_pairs(query).finish().query().map(str::to_owned);
            // Spaces as %20, the way Okta sends them: not every server reads a plus as a space.
            url.set_query(encoded.map(|query| query.replace('+', "%20")).as_deref());
        }
        url
    }

    /// Asks, and gives back whatever came: for the connection tester, which looks at the raw answer.
    pub async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Reply, HttpError> {
        self.send(Request::get(self.address(path, query))).await
    }

    /// Sends any method with any body, and gives back whatever came: for the rehearsal, which writes what Okta writes,
    /// letter by letter, and looks at the raw answer. A POST or PATCH is sent once, whatever comes.
    pub async fn ask(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Reply, HttpError> {
        let mut request = Request::new(method, self.address(path, query));
        if let Some(body) = body {
            request = request.with_json_as(SCIM_JSON, body);
        }
        self.send(request).await
    }

    /// One page of users: `start` counts from 1.
    pub async fn users_page(&self, start: u64, count: u64) -> Result<Got<ListResponse<User>>, ClientError> {
        self.page(start, count).await
    }

    /// One page of groups: `start` counts from 1.
    pub async fn groups_page(&self, start: u64, count: u64) -> Result<Got<ListResponse<Group>>, ClientError> {
        self.page(start, count).await
    }

    /// The user with this id.
    pub async fn user(&self, id: &str) -> Result<Got<User>, ClientError> {
        self.read(&["Users", id], &[]).await
    }

    /// The group with this id.
    pub async fn group(&self, id: &str) -> Result<Got<Group>, ClientError> {
        self.read(&["Groups", id], &[]).await
    }

    /// Users whose attribute equals the value, asked as Okta asks.
    pub async fn find_users(&self, attribute: &str, value: &str) -> Result<Got<ListResponse<User>>, ClientError> {
        self.find(attribute, value).await
    }

    /// Groups whose attribute equals the value, asked as Okta asks.
    pub async fn find_groups(&self, attribute: &str, value: &str) -> Result<Got<ListResponse<Group>>, ClientError> {
        self.find(attribute, value).await
    }

    /// Creates a user or group (`POST`). An answer without a body is [`ClientError::Unreadable`].
    pub async fn create<R: Resource>(&self, resource: &R) -> Result<Got<R>, ClientError> {
        self.write(Method::POST, &[R::ENDPOINT], Some(body(resource))).await
    }

    /// Replaces a user or group as a whole (`PUT`), as Okta's custom apps do.
    pub async fn replace<R: Resource>(&self, id: &str, resource: &R) -> Result<Got<R>, ClientError> {
        self.write(Method::PUT, &[R::ENDPOINT, id], Some(body(resource))).await
    }

    /// Changes parts of a user or group (`PATCH`); none when the server answers 204.
    pub async fn patch<R: Resource>(&self, id: &str, operations: &[Operation]) -> Result<Got<Option<R>>, ClientError> {
        let body = json!({"schemas": [schema::PATCH_OP], "Operations": operations});
        let reply = self.written(Method::PATCH, &[R::ENDPOINT, id], Some(body)).await?;
        if reply.status == 204 {
            return Ok(Got { value: None, exchange: reply.exchange });
        }
        let got = decode::<R>(reply)?;
        Ok(Got { value: Some(got.value), exchange: got.exchange })
    }

    /// Deletes a user or group for good (`DELETE`).
    pub async fn delete<R: Resource>(&self, id: &str) -> Result<Exchange, ClientError> {
        Ok(self.written(Method::DELETE, &[R::ENDPOINT, id], None).await?.exchange)
    }

    /// What the service provider says it can do.
    pub async fn service_provider_config(&self) -> Result<Got<ServiceProviderConfig>, ClientError> {
        self.read(&["ServiceProviderConfig"], &[]).await
    }

    /// Reads every user: the first page alone, the others several at once ([`AT_ONCE`](crate::AT_ONCE)) where the server
    /// allows, with the result of one by one. What is odd about the pages is told, never followed for ever.
    pub async fn all_users(
        &self,
        cancel: &CancellationToken,
        progress: impl FnMut(ReadSoFar) + Send,
    ) -> Result<Listing<ListedUser>, ClientError> {
        pages::read_all(self, cancel, progress).await
    }

    /// Reads every group: the first page alone, the others several at once ([`AT_ONCE`](crate::AT_ONCE)) where the server
    /// allows, with the result of one by one. What is odd about the pages is told, never followed for ever.
    pub async fn all_groups(
        &self,
        cancel: &CancellationToken,
        progress: impl FnMut(ReadSoFar) + Send,
    ) -> Result<Listing<ListedGroup>, ClientError> {
        pages::read_all(self, cancel, progress).await
    }

    async fn page<R: Listed>(&self, start: u64, count: u64) -> Result<Got<ListResponse<R>>, ClientError> {
        let (page, received) = self.page_unshown(start, count).await?;
        Ok(Got { value: page, exchange: received.shown().exchange })
    }

    /// A page whose body is no evidence: of a long list, nobody looks at it. An answer that is of no use is shown whole.
    pub(crate) async fn page_unshown<R: Listed>(
        &self,
        start: u64,
        count: u64,
    ) -> Result<(ListResponse<R>, Received), ClientError> {
        let (start, count) = (start.to_string(), count.to_string());
        let address = self.address(&[R::ENDPOINT], &[("startIndex", &start), ("count", &count)]);
        let received = self.http.receive(self.signed(Request::get(address))).await?;
        if !received.is_success() {
            return Err(ClientError::from_reply(&received.shown()));
        }
        match received.json() {
            Ok(page) => Ok((page, received)),
            Err(error) => Err(ClientError::Unreadable { error, exchange: Box::new(received.shown().exchange) }),
        }
    }

    async fn find<R: Resource>(&self, attribute: &str, value: &str) -> Result<Got<ListResponse<R>>, ClientError> {
        let filter = filter::eq(attribute, value);
        self.read(&[R::ENDPOINT], &[("filter", &filter), ("startIndex", "1"), ("count", "100")]).await
    }

    async fn read<T: DeserializeOwned>(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Got<T>, ClientError> {
        let reply = self.get(path, query).await?;
        decode(accepted(reply)?)
    }

    async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        body: Option<Value>,
    ) -> Result<Got<T>, ClientError> {
        decode(self.written(method, path, body).await?)
    }

    async fn written(&self, method: Method, path: &[&str], body: Option<Value>) -> Result<Reply, ClientError> {
        accepted(self.ask(method, path, &[], body).await?)
    }

    async fn send(&self, request: Request) -> Result<Reply, HttpError> {
        self.http.send(self.signed(request)).await
    }

    fn signed(&self, request: Request) -> Request {
        let mut request = request.with_credential(self.credential.clone()).with_header("Accept", SCIM_JSON);
        request.secrets.extend(self.secrets.iter().cloned());
        request
    }
}

fn body<R: Resource>(resource: &R) -> Value {
    // The resource types hold nothing that JSON can't: no map with other keys than strings, no failing writer.
    serde_json::to_value(resource).unwrap_or_default()
}

fn accepted(reply: Reply) -> Result<Reply, ClientError> {
    if reply.is_success() { Ok(reply) } else { Err(ClientError::from_reply(&reply)) }
}

fn decode<T: DeserializeOwned>(reply: Reply) -> Result<Got<T>, ClientError> {
    match reply.json() {
        Ok(value) => Ok(Got { value, exchange: reply.exchange }),
        Err(error) => Err(ClientError::Unreadable { error, exchange: Box::new(reply.exchange) }),
    }
}
