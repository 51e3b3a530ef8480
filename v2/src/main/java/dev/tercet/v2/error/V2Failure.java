package dev.tercet.v2.error;

/**
 * A failure that the v2 API has a code for. All of them are {@link dev.tercet.error.EtcdException}s too, of the family that says
 * whether the same call may work later.
 *
 * <table>
 * <caption>Codes, and what they are thrown as</caption>
 * <tr><th>code</th><th>exception</th></tr>
 * <tr><td>100 key not found</td><td>{@link V2KeyNotFoundException}</td></tr>
 * <tr><td>101 compare failed</td><td>{@link V2CompareFailedException}</td></tr>
 * <tr><td>102 not a file</td><td>{@link V2NotFileException}</td></tr>
 * <tr><td>104 not a directory</td><td>{@link V2NotDirectoryException}</td></tr>
 * <tr><td>105 key exists</td><td>{@link V2KeyExistsException}</td></tr>
 * <tr><td>107 root is read only</td><td>{@link V2RootReadOnlyException}</td></tr>
 * <tr><td>108 directory not empty</td><td>{@link V2DirectoryNotEmptyException}</td></tr>
 * <tr><td>110 authentication or permission</td><td>{@link V2InsufficientPermissionsException}</td></tr>
 * <tr><td>200 to 212 a wrong parameter</td><td>{@link V2ValueException}</td></tr>
 * <tr><td>300 Raft</td><td>{@link V2RaftException}</td></tr>
 * <tr><td>301 an election is on</td><td>{@link V2LeaderElectionException}</td></tr>
 * <tr><td>400 watcher cleared</td><td>{@link V2WatcherClearedException}</td></tr>
 * <tr><td>401 event index cleared</td><td>{@link V2EventIndexClearedException}</td></tr>
 * <tr><td>any other</td><td>{@link V2RejectedException}</td></tr>
 * </table>
 *
 * @since 0.1
 */
public interface V2Failure {
    /** What the server said. */
    V2ErrorPayload payload();
}
