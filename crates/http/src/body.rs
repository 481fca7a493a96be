//! Takes an answer's body as it comes, unpacked, and never more of it than the policy allows.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;

use crate::Fault;

/// What is offered to every server (RFC 9110 section 8.4.1.3).
pub(crate) const ACCEPTED: &str = "gzip";

/// The room that is made for what has only been announced, in bytes: a page of 100 users takes a fraction of it.
const BELIEVED: usize = 1 << 18;

/// A body on its way in. The limit holds for the bytes as they are read later, so a gzip bomb ends at the same size.
pub(crate) struct Intake {
    way: Way,
    /// Whether a byte came at all: an empty body (204) is no broken gzip.
    began: bool,
}

enum Way {
    Plain(Bounded),
    Gzip(Box<MultiGzDecoder<Bounded>>),
}

impl Intake {
    /// For a body under this `Content-Encoding`; what is not gzip is taken as it comes.
    pub(crate) fn new(encoding: Option<&str>, limit: usize) -> Self {
        let bounded = Bounded { body: Vec::new(), limit, full: false };
        let gzip = encoding.is_some_and(|name| {
            let name = name.trim();
            name.eq_ignore_ascii_case(ACCEPTED) || name.eq_ignore_ascii_case("x-gzip")
        });
        let way = if gzip { Way::Gzip(Box::new(MultiGzDecoder::new(bounded))) } else { Way::Plain(bounded) };
        Self { way, began: false }
    }

    /// Refuses a body that says itself that it is too large, and makes room for any other.
    pub(crate) fn expect(&mut self, length: Option<u64>) -> Result<(), Fault> {
        let bounded = self.bounded();
        let limit = bounded.limit as u64;
        let Some(length) = length else { return Ok(()) };
        if length > limit {
            return Err(Fault::BodyTooLarge { limit });
        }
        bounded.body.reserve(usize::try_from(length).unwrap_or_default().min(BELIEVED));
        Ok(())
    }

    /// Takes what came next.
    pub(crate) fn take(&mut self, chunk: &[u8]) -> Result<(), Fault> {
        self.began |= !chunk.is_empty();
        let taken = match &mut self.way {
            Way::Plain(body) => body.write_all(chunk),
            Way::Gzip(body) => body.write_all(chunk),
        };
        taken.map_err(|error| self.fault(&error))
    }

    /// Says that nothing more comes.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        match &mut self.way {
            Way::Gzip(body) if self.began => body.try_finish().map_err(|error| self.fault(&error)),
            _ => Ok(()),
        }
    }

    /// What came, unpacked.
    pub(crate) fn into_body(mut self) -> Vec<u8> {
        std::mem::take(&mut self.bounded().body)
    }

    fn bounded(&mut self) -> &mut Bounded {
        match &mut self.way {
            Way::Plain(body) => body,
            Way::Gzip(body) => body.get_mut(),
        }
    }

    fn fault(&mut self, error: &io::Error) -> Fault {
        let bounded = self.bounded();
        if bounded.full {
            Fault::BodyTooLarge { limit: bounded.limit as u64 }
        } else {
            Fault::Protocol { detail: format!("its Content-Encoding says gzip, and it is not: {error}") }
        }
    }
}

/// Refuses to grow beyond its limit.
struct Bounded {
    body: Vec<u8>,
    limit: usize,
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.limit - self.body.len();
        self.full |= bytes.len() > room;
        self.body.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if self.full { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    fn packed(body: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(body).unwrap();
        packer.finish().unwrap()
    }

    /// Hands the bytes over in pieces of this size.
    fn taken(encoding: Option<&str>, limit: usize, bytes: &[u8], piece: usize) -> (Result<(), Fault>, Vec<u8>) {
        let mut intake = Intake::new(encoding, limit);
        let mut ended = bytes.chunks(piece).try_for_each(|chunk| intake.take(chunk));
        if ended.is_ok() {
            ended = intake.end();
        }
        (ended, intake.into_body())
    }

    #[test]
    fn a_bomb_ends_at_the_limit() {
        let bomb = packed(&vec![b' '; 50_000_000]);
        assert!(bomb.len() < 100_000, "what comes over the wire is small");
        let (ended, body) = taken(Some("gzip"), 1_000_000, &bomb, 4096);
        assert_eq!(ended, Err(Fault::BodyTooLarge { limit: 1_000_000 }));
        assert!(body.len() <= 1_000_000 && body.capacity() < 4_000_000, "{} of {}", body.len(), body.capacity());
    }

    #[test]
    fn broken_and_cut_gzip_is_told_and_nothing_is_no_gzip() {
        let whole = packed(b"{\"totalResults\":0}");
        for broken in [&b"{\"totalResults\":0}"[..], &whole[..whole.len() - 3], &whole[..5]] {
            assert!(matches!(taken(Some("gzip"), 100, broken, 7).0, Err(Fault::Protocol { .. })), "{broken:?}");
        }
        assert_eq!(taken(Some("gzip"), 100, b"", 1), (Ok(()), vec![]));
        assert_eq!(taken(Some("br"), 100, b"abc", 1), (Ok(()), b"abc".to_vec()), "it was not asked for");
    }

    proptest! {
        #[test]
        fn what_was_packed_is_read_whole_however_it_is_cut(body in prop::collection::vec(any::<u8>(), 0..3000), piece in 1usize..700) {
            let mut twice = packed(&body);
            twice.extend(packed(b"and more"));
            let (ended, read) = taken(Some("X-GZIP"), 10_000, &twice, piece);
            prop_assert_eq!(ended, Ok(()));
            prop_assert_eq!(&read[..body.len()], &body[..]);
            prop_assert_eq!(&read[body.len()..], b"and more");
        }

        #[test]
        fn no_body_is_longer_than_its_limit(body in prop::collection::vec(any::<u8>(), 0..300), limit in 0usize..300, piece in 1usize..80) {
            for (encoding, bytes) in [(None, body.clone()), (Some("gzip"), packed(&body))] {
                let (ended, read) = taken(encoding, limit, &bytes, piece);
                prop_assert!(read.len() <= limit);
                prop_assert_eq!(ended.is_ok(), body.len() <= limit);
            }
        }
    }
}
