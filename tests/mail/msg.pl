# msg.pl -- writes FILE, a message as Outlook saves it: msg.pl FILE SUBJECT TEXT
use strict;
use OLE::Storage_Lite;
use Encode;
my ($file, $subject, $text) = map { decode('UTF-8', $_) } @ARGV;
sub stream {
	my ($name, $bytes) = @_;
	return OLE::Storage_Lite::PPS::File->new(encode('UTF-16LE', $name), $bytes);
}
sub text { return stream("__substg1.0_$_[0]001F", encode('UTF-16LE', $_[1])) }
my @children = (
	stream('__properties_version1.0', "\0" x 32),
	text('001A', 'IPM.Note'), text('0037', $subject), text('1000', $text),
	text('0C1A', 'A Resident'), text('0C1F', 'resident@example.org'),
	text('1035', '<one@example.org>'),
	stream('__substg1.0_10130102', '<p>As a page</p>'),
);
my @now = (0, 0, 0, 1, 0, 100);
OLE::Storage_Lite::PPS::Root->new(\@now, \@now, \@children)->save($file) or die;
