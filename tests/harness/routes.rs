//! Every route of the server, by asking the server: nobody has to list them again.

use reqwest::Method;
use server::app;

use crate::planted;
use crate::shop::Server;

/// One method of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path as it is declared.
    pub path: &'static str,
}

impl Server {
    /// Every method of every path.
    pub async fn routes(&self) -> Vec<Route> {
        self.methods(&app::paths()).await
    }

    /// Every method of every path of the API.
    pub async fn api(&self) -> Vec<Route> {
        self.methods(app::api().paths()).await
    }

    /// The methods of these paths, by what the server says it allows where it is asked for one
    /// that nothing has.
    async fn methods(&self, paths: &[&'static str]) -> Vec<Route> {
        let unknown = Method::from_bytes(b"BREW").expect("letters make a method");
        let mut routes = Vec::new();
        for &path in paths {
            let any = planted::names(path)
                .fold(path.to_owned(), |any, name| any.replace(&format!("{{{name}}}"), "x"));
            let got = self.http.send(unknown.clone(), &any, Vec::new()).await;
            let allowed = got.header("allow");
            assert!(!allowed.is_empty(), "{path} does not say which methods it has: {got:?}");
            routes.extend(allowed.split(',').map(|method| Route {
                method: method.trim().parse().expect("it allows real methods"),
                path,
            }));
        }
        routes
    }
}
