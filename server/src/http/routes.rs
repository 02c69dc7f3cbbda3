//! Routes that remember their paths: axum's own router does not tell them, and what is checked for
//! every route must not depend on a second list.

use axum::Router;
use axum::routing::MethodRouter;

use crate::app::App;

/// Routes, and the path of each as it is declared.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<App>,
    paths: Vec<&'static str>,
}

impl Routes {
    /// No route yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same routes and one more.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where the path is remembered")]
    pub fn route(mut self, path: &'static str, methods: MethodRouter<App>) -> Self {
        self.paths.push(path);
        Self { router: self.router.route(path, methods), ..self }
    }

    /// These routes and others.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.paths.extend(other.paths);
        Self { router: self.router.merge(other.router), ..self }
    }

    /// The path of each route.
    pub fn paths(&self) -> &[&'static str] {
        &self.paths
    }
}

impl From<Routes> for Router<App> {
    fn from(routes: Routes) -> Self {
        routes.router
    }
}
