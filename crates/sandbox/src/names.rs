//! Believable names, enough of them, without drawing lots: the same number is always the same person.

const FIRST: [&str; 64] = [
    "John", "Jane", "Peter", "Amara", "Mateo", "Zoë", "Priya", "Kwame", "Ingrid", "Hiroshi", "Fatima", "Lukas",
    "Chiara", "Dmitri", "Siobhán", "Omar", "Mei", "Tomasz", "Aaliyah", "Björn", "Camila", "Nikhil", "Éloise", "Tariq",
    "Hannah", "Emeka", "Yuki", "Rafael", "Oluwaseun", "Greta", "Andrés", "Leila", "Viktor", "Nia", "Søren", "Anjali",
    "Marta", "Khalid", "Thandiwe", "Elif", "Gareth", "Ximena", "Jonas", "Noor", "Petra", "Diego", "Aroha", "Samuel",
    "Ewa", "Ravi", "Clara", "Ibrahim", "Lina", "Mohammed", "Freya", "Kenji", "Beatriz", "Oleksandr", "Tess", "Wanjiru",
    "Marco", "Sofía", "Daniel", "Hana",
];

const LAST: [&str; 97] = [
    "Carter", "Whitfield", "Novák", "Okafor", "Fernández", "Lindqvist", "Raman", "Mensah", "Haugen", "Tanaka",
    "Al-Sayed", "Weber", "Rossi", "Volkov", "O’Connor", "Haddad", "Chen", "Kowalski", "Johnson", "Sigurðsson", "Rojas",
    "Patel", "Laurent", "Aziz", "Goldberg", "Nwosu", "Sato", "Silva", "Adeyemi", "Hoffmann", "Castillo", "Karimi",
    "Horváth", "Brooks", "Nielsen", "Iyer", "Popescu", "Rahman", "Dlamini", "Yılmaz", "Davies", "Morales", "Berg",
    "Hussain", "Jovanović", "Vargas", "Ngata", "Taylor", "Nowak", "Krishnan", "Fischer", "Diallo", "Khoury", "Farah",
    "Andersen", "Mori", "Costa", "Shevchenko", "van Dijk", "Kamau", "Ricci", "Núñez", "Kim", "Kovář", "Bauer", "Bianchi",
    "Cohen", "Dubois", "Eriksson", "Flores", "García", "Hansen", "Ito", "Jansen", "Keller", "Lopes", "Murphy", "Nguyen",
    "Osei", "Papadopoulos", "Quinn", "Reid", "Schmidt", "Tran", "Ueda", "Vidal", "Walsh", "Xu", "Young", "Zhang",
    "Abebe", "Blanc", "Cruz", "Dvořák", "Ekström", "Fraser", "Gruber",
];

/// First and last name of person number `index`; 6,208 pairs before one repeats.
pub(crate) fn name(index: usize) -> (&'static str, &'static str) {
    (FIRST[index % FIRST.len()], LAST[index % LAST.len()])
}

/// The part before the @ of a person's address: `first.last` in plain letters, with a number from the second time on.
pub(crate) fn mailbox(index: usize) -> String {
    let (first, last) = name(index);
    let round = index / (FIRST.len() * LAST.len());
    let plain = format!("{}.{}", plain(first), plain(last));
    if round == 0 { plain } else { format!("{plain}{}", round + 1) }
}

fn plain(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'a'..='z' | '-' => Some(c),
            'á' => Some('a'),
            'ć' => Some('c'),
            'ë' | 'é' => Some('e'),
            'í' | 'ı' => Some('i'),
            'ñ' => Some('n'),
            'ö' | 'ø' | 'ó' => Some('o'),
            'ð' => Some('d'),
            'ř' => Some('r'),
            'ú' => Some('u'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn addresses_are_unique_and_plain() {
        let all: HashSet<String> = (0..20_000).map(super::mailbox).collect();
        assert_eq!(all.len(), 20_000);
        assert!(all.iter().all(|mailbox| mailbox.is_ascii() && mailbox.contains('.')));
        assert_eq!(super::mailbox(5), "zoe.lindqvist");
    }
}
