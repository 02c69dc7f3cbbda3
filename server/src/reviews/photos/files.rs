//! Where photos are kept: a folder of this machine, or a store that speaks S3.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path as FilePath;
use std::sync::Arc;

use anyhow::Context as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt as _};
use shared::id::{PhotoId, ShopId};
use tokio::sync::Semaphore;
use url::Url;

use super::picture::Picture;
use crate::error::Error;
use crate::http::tls;

/// Pictures that are read at once. Each takes a processor and, at worst, some hundred megabytes.
const READING: usize = 2;
/// Photos that may be on their way at once, each of some megabytes.
const COMING: usize = 8;

/// Which of the two pictures of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// The whole photo.
    Large,
    /// A square out of its middle.
    Small,
}

/// Keeps the pictures of photos.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    pub(super) reading: Arc<Semaphore>,
    pub(super) coming: Arc<Semaphore>,
}

/// Forgets everything when the program ends.
impl Default for Files {
    fn default() -> Self {
        Self::of(Arc::new(InMemory::new()))
    }
}

impl Size {
    const ALL: [Self; 2] = [Self::Large, Self::Small];

    /// The name of the file that has it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Large => "large.jpg",
            Self::Small => "small.jpg",
        }
    }

    /// The size in a file of this name.
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.file() == name)
    }
}

impl Files {
    fn of(store: Arc<dyn ObjectStore>) -> Self {
        let semaphore = |size| Arc::new(Semaphore::new(size));
        Self { store, reading: semaphore(READING), coming: semaphore(COMING) }
    }

    /// Takes no photos.
    pub fn nowhere() -> Self {
        Self { coming: Arc::new(Semaphore::new(0)), ..Self::default() }
    }

    /// Opens what `CANDOR_PHOTOS` names: a folder, which is made where it is not there, or
    /// `s3://bucket/prefix`, whose keys and address are in the usual `AWS_…` variables.
    pub fn open(place: &str) -> anyhow::Result<Self> {
        let Some(bucket) = place.strip_prefix("s3://") else {
            return Self::in_folder(FilePath::new(place));
        };
        let expected = "CANDOR_PHOTOS must be a folder, or an address such as s3://bucket/photos";
        let url = Url::parse(place).ok().filter(|url| url.has_host() && url.query().is_none());
        anyhow::ensure!(url.is_some(), "{expected}");
        tls::prepare();
        let store = AmazonS3Builder::from_env().with_url(place).build().context(expected)?;
        let prefix = bucket.split_once('/').map_or("", |(_, prefix)| prefix);
        Ok(Self::of(Arc::new(PrefixStore::new(store, Path::from(prefix)))))
    }

    fn in_folder(folder: &FilePath) -> anyhow::Result<Self> {
        let said = || format!("cannot keep photos in {} (CANDOR_PHOTOS)", folder.display());
        // For the program's own user only, as the database file is.
        let mut made = std::fs::DirBuilder::new();
        made.recursive(true).mode(0o700).create(folder).with_context(said)?;
        let store = LocalFileSystem::new_with_prefix(folder).with_context(said)?;
        Ok(Self::of(Arc::new(store.with_fsync(true).with_automatic_cleanup(true))))
    }

    /// Keeps a photo. When this returns, it is on disk.
    pub(super) async fn put(
        &self,
        (shop, photo): (ShopId, PhotoId),
        picture: Picture,
    ) -> Result<(), Error> {
        for (size, bytes) in [(Size::Large, picture.large), (Size::Small, picture.small)] {
            self.store
                .put(&path(shop, photo, size), bytes.into())
                .await
                .map_err(|error| away(&error))?;
        }
        Ok(())
    }

    /// A picture of a photo; none where it is gone.
    pub(super) async fn get(
        &self,
        (shop, photo): (ShopId, PhotoId),
        size: Size,
    ) -> Result<Option<Vec<u8>>, Error> {
        let found = match self.store.get(&path(shop, photo, size)).await {
            Ok(found) => found.bytes().await,
            Err(error) => Err(error),
        };
        match found {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(away(&error)),
        }
    }

    /// Removes a photo; one that is gone already is no error.
    pub(super) async fn remove(&self, shop: ShopId, photo: PhotoId) -> Result<(), Error> {
        for size in Size::ALL {
            match self.store.delete(&path(shop, photo, size)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(away(&error)),
            }
        }
        Ok(())
    }
}

fn path(shop: ShopId, photo: PhotoId, size: Size) -> Path {
    Path::from_iter([shop.to_string(), photo.to_string(), size.file().to_owned()])
}

/// The same may succeed later: nothing else is wrong with it.
fn away(error: &object_store::Error) -> Error {
    tracing::error!(%error, "photos cannot be reached");
    Error::Busy("photos cannot be reached")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        Picture { width: 1, height: 1, large: b"large".to_vec(), small: b"small".to_vec() }
    }

    #[tokio::test]
    async fn a_photo_in_a_folder_is_there_until_it_is_removed() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("candor-photos-{}", std::process::id()));
        let files = Files::open(&folder.join("made/on/demand").to_string_lossy())?;
        let id = (ShopId::new(uuid::Uuid::from_u128(1)), PhotoId::new(uuid::Uuid::from_u128(2)));

        files.put(id, picture()).await?;
        assert_eq!(files.get(id, Size::Small).await?.as_deref(), Some(&b"small"[..]));
        files.remove(id.0, id.1).await?;
        files.remove(id.0, id.1).await?;

        assert_eq!(files.get(id, Size::Large).await?, None);
        Ok(std::fs::remove_dir_all(folder)?)
    }

    #[test]
    fn a_place_that_is_none_is_refused_by_the_name_of_the_setting() {
        for place in ["s3://", "s3:///photos", "s3://bucket?x=1", "/dev/null/photos"] {
            let refused = Files::open(place).expect_err(place);
            assert!(format!("{refused:#}").contains("CANDOR_PHOTOS"), "{place}");
        }
    }
}
