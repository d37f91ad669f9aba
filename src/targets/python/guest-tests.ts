/**
 * Runs the package's tests with unittest and writes one JSON array a test to the file that it is told on standard input,
 * with a nonce that was read before anything of the package was loaded.
 */
export const guestTests = String.raw`
def main():
    import json, os, sys, unittest
    request = json.loads(sys.stdin.buffer.read())
    nonce = request['nonce']
    results = os.open(request['resultFile'], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    write, encoder = os.write, json.JSONEncoder()
    encode = encoder.encode
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def say(status, name, message):
        data = (encode([nonce, status, name[:300], message[-300:]]) + '\n').encode('ascii')
        while data:
            data = data[write(results, data):]

    def name_of(test):
        if type(test).__name__ == '_FailedTest':
            return test._testMethodName
        return test.shortDescription() or getattr(test, '_testMethodName', None) or str(test)

    class Reporter(unittest.TestResult):
        def addSuccess(self, test):
            say('passed', name_of(test), '')

        def addFailure(self, test, error):
            say('failed', name_of(test), str(error[1]).strip())

        def addError(self, test, error):
            say('failed', name_of(test), type(error[1]).__name__ + ': ' + str(error[1]).strip())

        def addSubTest(self, test, subtest, error):
            if error is not None:
                say('failed', name_of(test), str(error[1]).strip())

        def addSkip(self, test, reason):
            say('skipped', name_of(test), '')

        def addExpectedFailure(self, test, error):
            say('passed', name_of(test), '')

        def addUnexpectedSuccess(self, test):
            say('failed', name_of(test), 'it passed, and was expected to fail')

    os.chdir('/guest/package')
    sys.path.insert(0, '/guest/package/src')
    sys.argv = ['unittest']
    suite = unittest.TestLoader().discover('tests')
    suite.run(Reporter())
    say('end', '', '')
    os._exit(0)


main()
`;
