package dev.tercet.internal.watch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watched range does, sequence by sequence. */
class WatchMachineTest {
    @Test
    void theCallersStartRevisionHoldsUntilSomethingWasDelivered() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 5
                created 100      -> Resumed 5
                events 7:k1      -> Change 7 k1
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 8
                created 100      -> Resumed 8
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | close | pause 50
                timeUp           -> open 8
                created 100      -> Resumed 8
                """);
    }

    @Test
    void nowIsWhenTheServerHadIt() {
        MachineScript.from(0).play("""
                begin            -> open 0
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 0
                created 100      -> Started 101
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | close | pause 50
                timeUp           -> open 101
                created 120      -> Resumed 101
                events 101:k1 120:k1 -> Change 101 k1 | Change 120 k1
                """);
    }

    @Test
    void aMarkMovesTheResumePointBehindIt() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 50       -> Started 5
                mark 60          -> Progress 60
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 61
                created 70       -> Resumed 61
                events 60:k1 61:k1 -> Change 61 k1
                """);
    }

    @Test
    void anAnswerToARequestIsDeliveredButNotReliedOn() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 50       -> Started 5
                ask              -> ask
                answer 60        -> Progress 60
                events 59:k1     -> Change 59 k1
                ended            -> Interrupted UNAVAILABLE | open 60
                """);
    }

    @Test
    void anAnswerToAnotherWatchOfTheSameConnectionIsNotHandedOn() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 50       -> Started 5
                answer 60        ->
                ask              -> ask
                answer 60        -> Progress 60
                answer 61        -> Progress 61
                """);
    }

    @Test
    void aMarkBelowWhatWasDeliveredIsStale() {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 50       -> Started 51
                events 70:k1     -> Change 70 k1
                mark 60          ->
                ended            -> Interrupted UNAVAILABLE | open 71
                """);
    }

    @Test
    void anAnswerFromBeforeTheStartIsAskedForOnceMore() {
        MachineScript.from(100).play("""
                begin            -> open 100
                created 50       -> Started 100
                ask              -> ask
                answer 50        ->
                answer 60        ->
                events 100:k1 100:k2 -> Change 100 k1,k2 | ask
                events 101:k1    -> Change 101 k1
                answer 101       -> Progress 101
                events 102:k1    -> Change 102 k1
                """);
    }

    @Test
    void anAnswerThatTellsEnoughComesWithoutAnother() {
        MachineScript.from(100).play("""
                begin            -> open 100
                created 50       -> Started 100
                answer 50        ->
                ask              -> ask
                answer 50        ->
                answer 120       -> Progress 120
                events 121:k1    -> Change 121 k1
                """);
    }

    @Test
    void anAnswerFromBeforeTheStartIsAskedForOnceMoreByTheNextConnectionAlone() {
        MachineScript.from(100).play("""
                begin            -> open 100
                created 50       -> Started 100
                ask              -> ask
                answer 50        ->
                ended            -> Interrupted UNAVAILABLE | open 100
                created 150      -> Resumed 100 | ask
                events 100:k1    -> Change 100 k1
                answer 150       -> Progress 150
                """);
    }

    @Test
    void aMemberOfAnotherClusterIsTheEnd() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 50 of 7  -> Started 5
                events 7:k1      -> Change 7 k1
                ended            -> Interrupted UNAVAILABLE | open 8
                created 40 of -8 -> close | Ended PROTOCOL
                events 40:k1     ->
                """);
    }

    @Test
    void whoDoesNotSayWhoseItIsIsTakenForOneOfOurs() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 50 of 0  -> Started 5
                ended            -> Interrupted UNAVAILABLE | open 5
                created 50 of 7  -> Resumed 5
                events 7:k1      -> Change 7 k1
                ended            -> Interrupted UNAVAILABLE | open 8
                created 50 of 0  -> Resumed 8
                events 8:k1      -> Change 8 k1
                ended            -> Interrupted UNAVAILABLE | open 9
                created 50 of 8  -> close | Ended PROTOCOL
                """);
    }

    @Test
    void aListOfAnotherClusterIsTheEnd() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                created 50 of 7  -> Started 5
                compacted 9      -> close | read k
                page 60 k1 more of 7 -> read k1\0 at 60
                page 60 k2 of 8  -> close | Ended PROTOCOL
                """);
    }

    @Test
    void aCleanEndIsAnInterruption() {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                ended            -> Interrupted UNAVAILABLE | open 10
                created 9        -> Resumed 10
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "NO_LEADER", "TIMEOUT", "TOO_MANY_REQUESTS", "UNKNOWN", "CANCELLED"})
    void whatMayPassIsAnInterruption(String code) {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                lost %1$s        -> Interrupted %1$s | open 10
                created 9        -> Resumed 10
                """.formatted(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_CLOSED", "UNSUPPORTED", "INVALID_ARGUMENT", "PROTOCOL", "CORRUPT"})
    void whatWillNotPassIsTheEnd(String code) {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                lost %1$s        -> close | Ended %1$s
                ended            ->
                timeUp           ->
                unpark           ->
                """.formatted(code));
    }

    @Test
    void noConnectionAsConfiguredIsTheEndBeforeThereWasOne() {
        MachineScript.from(0).play("""
                begin            -> open 0
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 0
                lost CONNECTION_REJECTED -> close | Ended CONNECTION_REJECTED
                """);
    }

    @Test
    void noConnectionAsConfiguredIsAnInterruptionWhenThereWasOne() {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 10
                lost CONNECTION_REJECTED -> close | pause 50
                timeUp           -> open 10
                lost CONNECTION_REJECTED -> close | pause 100
                timeUp           -> open 10
                created 9        -> Resumed 10
                """);
        MachineScript.joiningFrom(0).play("""
                begin            -> open 0
                lost CONNECTION_REJECTED -> Interrupted CONNECTION_REJECTED | open 0
                created 9        -> Started 10
                """);
    }

    @Test
    void noConnectionAsConfiguredInterruptsAList() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                compacted 50     -> close | read k
                unread CONNECTION_REJECTED -> Interrupted CONNECTION_REJECTED | close | read k
                page 60 k1       -> Resync 60 k1 | open 61
                """);
    }

    @Test
    void oneInterruptionHoweverManyAttempts() {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 10
                lost UNAVAILABLE -> close | pause 50
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 100
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 200
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 400
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 800
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 1600
                timeUp           -> open 10
                lost UNAVAILABLE -> close | pause 2000
                timeUp           -> open 10
                lost NO_LEADER   -> close | pause 2000
                timeUp           -> open 10
                created 9        -> Resumed 10
                """);
    }

    @Test
    void aStreamThatDidWellStartsThePausesAnew() {
        MachineScript.from(0).play("""
                begin            -> open 0
                created 9        -> Started 10
                ended            -> Interrupted UNAVAILABLE | open 10
                created 9        -> Resumed 10
                ended            -> Interrupted UNAVAILABLE | close | pause 50
                timeUp           -> open 10
                created 9        -> Resumed 10
                wait 5S          ->
                ended            -> Interrupted UNAVAILABLE | open 10
                created 9        -> Resumed 10
                events 10:k1     -> Change 10 k1
                ended            -> Interrupted UNAVAILABLE | open 11
                """);
    }

    @Test
    void batchesAreCutAtRevisions() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                events 5:k1 5:k2 6:k1 9:k3 9:k4 9:k5 -> Change 5 k1,k2 | Change 6 k1 | Change 9 k3,k4,k5
                ended            -> Interrupted UNAVAILABLE | open 10
                """);
    }

    @Test
    void fragmentsOfOneRevisionAreJoined() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                fragment 5:k1 6:k1 6:k2 -> Change 5 k1
                fragment 6:k3    ->
                events 6:k4 7:k1 -> Change 6 k1,k2,k3,k4 | Change 7 k1
                """);
    }

    @Test
    void aFragmentThatComesTwiceCountsOnce() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                fragment 5:k1 6:k1 6:k2 -> Change 5 k1
                fragment 5:k1 6:k1 6:k2 ->
                fragment 6:k3    ->
                fragment 6:k3    ->
                events 6:k4 7:k1 -> Change 6 k1,k2,k3,k4 | Change 7 k1
                """);
    }

    @Test
    void aRevisionTornByALostConnectionIsAskedForAgain() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                fragment 5:k1 6:k1 -> Change 5 k1
                mark 6           ->
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 6
                created 100      -> Resumed 6
                fragment 6:k1    ->
                events 6:k2      -> Change 6 k1,k2
                """);
    }

    @Test
    void theRestOfARevisionIsDeliveredEvenWithoutTheFlag() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                events 6:k1      -> Change 6 k1
                events 6:k1 6:k2 -> Change 6 k2
                events 6:k2 6:k1 ->
                events 7:k1      -> Change 7 k1
                """);
    }

    @Test
    void theRestOfARevisionComesBeforeAYoungerOneThatWaits() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                events 8:k1      -> Change 8 k1
                fragment 9:k1    ->
                events 8:k2 10:k1 -> Change 8 k2 | Change 9 k1 | Change 10 k1
                """);
    }

    @Test
    void repetitionsAreDropped() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                events 5:k1 6:k1 -> Change 5 k1 | Change 6 k1
                ended            -> Interrupted UNAVAILABLE | open 7
                created 100      -> Resumed 7
                events 5:k1 6:k1 7:k1 -> Change 7 k1
                events 6:k2      ->
                """);
    }

    @Test
    void nothingOlderThanAStartToComeIsDelivered() {
        MachineScript.from(200).play("""
                begin            -> open 200
                created 100      -> Started 200
                events 101:k1    ->
                mark 150         ->
                ended            -> Interrupted UNAVAILABLE | open 200
                created 150      -> Resumed 200
                events 199:k1 200:k1 -> Change 200 k1
                """);
    }

    @Test
    void compactionEndsItWithTheRevision() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                compacted 50     -> close | Ended COMPACTED 50
                ended            ->
                """);
    }

    @Test
    void compactionIsAnsweredWithAListWhenAskedFor() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                compacted 50     -> close | read k
                page 110 k1 k2 more -> read k2\0 at 110
                page 115 k3      -> Resync 110 k1,k2,k3 | open 111
                created 115      ->
                events 111:k9    -> Change 111 k9
                """);
    }

    @Test
    void aListWhoseRevisionIsCompactedMeanwhileBeginsAnew() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                compacted 50     -> close | read k
                page 110 k1 more -> read k1\0 at 110
                unread COMPACTED -> close | read k
                page 120 k1 more -> read k1\0 at 120
                unread COMPACTED -> close | pause 50
                timeUp           -> close | read k
                page 130 k2      -> Resync 130 k2 | open 131
                """);
    }

    @Test
    void aListGoesOnWhereItWasWhenAMemberFails() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                compacted 50     -> close | read k
                page 110 k1 more -> read k1\0 at 110
                unread UNAVAILABLE -> Interrupted UNAVAILABLE | close | read k1\0 at 110
                page 115 k3      -> Resync 110 k1,k3 | open 111
                created 115      -> Resumed 111
                """);
    }

    @Test
    void aListThatIsRefusedIsTheEnd() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                compacted 50     -> close | read k
                unread PERMISSION_DENIED -> close | Ended PERMISSION_DENIED
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token",
                "rpc error: code = InvalidArgument desc = etcdserver: revision of auth store is old",
                "rpc error: code = InvalidArgument desc = etcdserver: user name is empty"
            })
    void aRefusedTokenIsRenewedTwiceAtMost(String reason) {
        MachineScript.from(5).play("""
                begin            -> open 5
                canceled %1$s    -> refuse token
                token renewable  -> Interrupted UNAUTHENTICATED | open 5
                canceled %1$s    -> refuse token
                token renewable  -> close | pause 50
                timeUp           -> open 5
                canceled %1$s    -> close | Ended UNAUTHENTICATED
                """.formatted(reason));
    }

    @Test
    void aRenewedTokenLetsItGoOn() {
        String reason = "rpc error: code = InvalidArgument desc = etcdserver: revision of auth store is old";
        MachineScript.from(5).play("""
                begin            -> open 5
                created 9        -> Started 5
                events 9:k1      -> Change 9 k1
                lost UNAVAILABLE -> Interrupted UNAVAILABLE | open 10
                canceled %1$s    -> refuse token
                token renewable  -> close | pause 50
                timeUp           -> open 10
                created 12       -> Resumed 10
                """.formatted(reason));
    }

    @Test
    void permissionDeniedIsBelievedTheSecondTime() {
        String reason = "rpc error: code = PermissionDenied desc = etcdserver: permission denied";
        MachineScript.from(5).play("""
                begin            -> open 5
                canceled %1$s    -> refuse token
                token renewable  -> Interrupted PERMISSION_DENIED | open 5
                canceled %1$s    -> close | Ended PERMISSION_DENIED
                """.formatted(reason));
    }

    @Test
    void aRefusedTokenThatCannotBeRenewedIsTheEnd() {
        MachineScript.from(5).play("""
                begin            -> open 5
                canceled etcdserver: permission denied -> refuse token
                token final      -> close | Ended PERMISSION_DENIED
                """);
    }

    @Test
    void aCreationRefusedForGoodIsTheEnd() {
        MachineScript.from(5).play("""
                begin            -> open 5
                canceled mvcc: watcher range is empty -> close | Ended INVALID_ARGUMENT
                """);
    }

    @Test
    void aCancelWithoutAReasonIsAnInterruption() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 9        -> Started 5
                canceled         -> Interrupted UNAVAILABLE | open 5
                created 9        -> Resumed 5
                canceled etcdserver: no leader -> Interrupted UNAVAILABLE | close | pause 50
                """);
    }

    @Test
    void aFullBufferStopsItAtTheServerUnseen() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                room 1           ->
                events 5:k1 5:k2 6:k1 7:k1 -> Change 5 k1,k2 | close
                events 8:k1      ->
                unpark           -> open 6
                created 100      ->
                room 100000      ->
                events 6:k1 7:k1 8:k1 -> Change 6 k1 | Change 7 k1 | Change 8 k1
                """);
    }

    @Test
    void parkingOutlivesPausesAndLists() {
        MachineScript.resyncingFrom(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                ended            -> Interrupted UNAVAILABLE | open 5
                ended            -> close | pause 50
                park             -> close
                timeUp           ->
                unpark           -> open 5
                compacted 50     -> close | read k
                page 60 k1 more  -> read k1\0 at 60
                park             -> close
                unpark           -> close | read k1\0 at 60
                page 60 k2       -> Resync 60 k1,k2 | open 61
                created 100      -> Resumed 61
                """);
    }

    @Test
    void nothingIsParkedBeforeTheServerHadIt() {
        MachineScript.from(0).play("""
                begin            -> open 0
                park             ->
                created 100      -> Started 101
                park             -> close
                unpark           -> open 101
                """);
    }

    @Test
    void aCompactionWhileParkedIsMetOnTheWayBack() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                park             -> close
                unpark           -> open 5
                created 200      ->
                compacted 150    -> close | Ended COMPACTED 150
                """);
    }

    @Test
    void progressIsAskedForWhenThereIsAConnection() {
        MachineScript.from(5).play("""
                begin            -> open 5
                ask              ->
                created 100      -> Started 5 | ask
                ended            -> Interrupted UNAVAILABLE | open 5
                created 100      -> Resumed 5 | ask
                answer 100       -> Progress 100
                ended            -> Interrupted UNAVAILABLE | close | pause 50
                timeUp           -> open 5
                created 100      -> Resumed 5
                """);
    }

    @Test
    void closingStopsEverything() {
        MachineScript.from(5).play("""
                begin            -> open 5
                created 100      -> Started 5
                stop             -> close
                events 5:k1      ->
                ended            ->
                stop             ->
                """);
    }
}
