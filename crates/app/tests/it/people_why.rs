//! Why can't this person get in?

use serde_json::{Value, json};

use crate::bench::{Bench, ready};

async fn why(bench: &Bench, text: &str) -> Value {
    bench.call("why", json!({"text": text})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_meant_by_name_address_login_or_either_id_and_exactly_before_roughly() {
    let (_folder, bench) = ready().await;
    bench.pull().await;
    let robin = bench.one("robin ashworth").await;
    for text in ["  Robin   ASHWORTH ", "robin.ashworth@whisker.co"] {
        assert_eq!(why(&bench, text).await["people"][0]["key"], robin["key"], "{text}");
    }
    for id in ["okta_id", "user_id", "member_id"] {
        let found = why(&bench, robin[id].as_str().unwrap()).await;
        assert_eq!((&found["people"][0]["key"], &found["total"]), (&robin["key"], &json!(1)), "{id}");
    }
    let many = why(&bench, "whisker.co").await;
    assert_eq!(many["people"].as_array().unwrap().len(), 8);
    assert!(many["total"].as_u64().unwrap() > 8 && many["nobody"] == "", "{many}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_oktas_directory_who_is_not_assigned_is_found_there() {
    let (_folder, bench) = ready().await;
    bench.pull().await;
    bench.mistake("push-member-not-assigned").await;
    for text in ["noa brandt", "noa.brandt@whisker.co", "Brandt"] {
        let answer = why(&bench, text).await;
        let noa = &answer["outside"][0];
        assert_eq!((&noa["name"], &noa["chain"]["broken"]), (&json!("Noa Brandt"), &json!("assignment")), "{answer}");
        assert_eq!(noa["chain"]["links"][0]["state"], "there", "{noa}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_assigned_since_is_not_said_to_be_unassigned() {
    let (_folder, bench) = ready().await;
    bench.pull().await;
    bench.mistake("only-suspended").await;
    let answer = why(&bench, "imani cole").await;
    assert_eq!(answer["outside"], json!([]), "{answer}");
    assert!(answer["nobody"].as_str().unwrap().contains("Imani Cole was assigned in Okta since"), "{answer}");
    bench.pull().await;
    assert_eq!(why(&bench, "imani cole").await["people"][0]["state"], "ghost");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_is_found_it_says_what_was_not_looked_at() {
    let (_folder, bench) = ready().await;
    assert!(why(&bench, "zebra").await["nobody"].as_str().unwrap().starts_with("People were not read yet"));
    bench.pull().await;
    let nobody = why(&bench, "zebra").await["nobody"].as_str().unwrap().to_owned();
    assert!(nobody.ends_with("Nobody in Okta’s directory is meant either."), "{nobody}");
    bench.call("connection_forget", json!({"which": "okta"})).await;
    let nobody = why(&bench, "zebra").await["nobody"].as_str().unwrap().to_owned();
    assert!(nobody.ends_with("Okta is not connected, so its directory could not be asked."), "{nobody}");
}
